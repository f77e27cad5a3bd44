-- When each person is here and when they were here the time before: "what changed since I was last here" begins there.
CREATE TABLE "visit" (
    "user_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "before_at" TIMESTAMPTZ(3),

    CONSTRAINT "visit_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "visit" ADD CONSTRAINT "visit_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
