-- One index by the batch in place of two: rows of a batch without a record yet are in it too, and every index is paid for by each of
-- ten thousand payments that move together.
create unique index subsidy_payment_in_batch on subsidy_payment (batch_id, record) where batch_id is not null;
drop index subsidy_payment_batch;
drop index subsidy_payment_of_batch;
