-- How much room there was each day, from which a disk that fills is known days before it is full.

CREATE TABLE "disk_day" (
    "day" DATE NOT NULL,
    "database_bytes" BIGINT NOT NULL,
    "free_bytes" BIGINT,

    CONSTRAINT "disk_day_pkey" PRIMARY KEY ("day")
);
