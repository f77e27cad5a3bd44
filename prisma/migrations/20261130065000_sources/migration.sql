-- What the page Sources tells beside the imports: which programs post for a source, how watched folders stand, and who still
-- presents a token that has ended. A token may be held to the networks its source is in.
CREATE TABLE "source_agent" (
    "source" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "posts" INTEGER NOT NULL,

    CONSTRAINT "source_agent_pkey" PRIMARY KEY ("source","agent")
);

CREATE TABLE "watched_folder" (
    "folder" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "arriving" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "problem" TEXT,

    CONSTRAINT "watched_folder_pkey" PRIMARY KEY ("folder")
);

ALTER TABLE "api_token" ADD COLUMN "networks" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
                        ADD COLUMN "refused_at" TIMESTAMPTZ(3),
                        ADD COLUMN "refused_from" TEXT;
