-- 他の補助金の一時停止 (適正化法20条): from when on, and why, nothing else is paid to who owes this back. Ends with the order.
alter table subsidy_repayment add column withheld_on date;
alter table subsidy_repayment add column withheld_reason varchar(1000) not null default '';
alter table subsidy_repayment add check (withheld_on is null or withheld_reason <> '');
create index subsidy_repayment_withheld on subsidy_repayment (application_id) where withheld_on is not null and finished_on is null;
