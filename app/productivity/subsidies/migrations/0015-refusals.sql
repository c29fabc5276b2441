-- Letters of what was refused or ordered: 中止（廃止）不承認, 財産処分不承認, 遂行命令 (13条1項).
alter table subsidy_decision drop constraint subsidy_decision_kind_check;
alter table subsidy_decision add constraint subsidy_decision_kind_check check (kind in ('award', 'refusal', 'change', 'change-refusal', 'discontinuation', 'discontinuation-refusal', 'settlement', 'cancellation', 'partial-cancellation', 'repayment', 'disposal', 'disposal-refusal', 'correction-order', 'performance-order', 'stop', 'instruction', 'dismissal'));
