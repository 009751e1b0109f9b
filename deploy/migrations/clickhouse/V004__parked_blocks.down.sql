DROP TABLE IF EXISTS parked_blocks;
