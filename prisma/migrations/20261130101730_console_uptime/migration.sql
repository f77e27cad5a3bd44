-- Since when the console has been up without a break, so that the time it was down itself counts as nobody's silence. One row.
CREATE TABLE "console_uptime" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_uptime_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "console_uptime_one_row" CHECK ("id" = 1)
);
