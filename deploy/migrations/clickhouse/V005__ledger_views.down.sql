DROP VIEW IF EXISTS ledger_imbalance;
DROP VIEW IF EXISTS ledger_imbalance_between;
DROP VIEW IF EXISTS ledger_reach;
DROP VIEW IF EXISTS ledger;
