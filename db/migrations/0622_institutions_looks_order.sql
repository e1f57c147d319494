-- Looks are read by their ids, which are in the order of time: without an index of those, whoever was never looked at
-- walked the looks of everybody.
drop index institutions.looks_institution_id_at_idx;
create index on institutions.looks (institution_id, id desc);
