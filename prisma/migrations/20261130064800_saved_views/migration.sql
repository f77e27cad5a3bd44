-- How each person likes a list to look, and lists kept under a name: their address without the page, private or shared.
CREATE TABLE "list_look" (
    "user_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "cols" TEXT[],
    "density" TEXT,
    "size" INTEGER,

    CONSTRAINT "list_look_pkey" PRIMARY KEY ("user_id","list")
);
ALTER TABLE "list_look" ADD CONSTRAINT "list_look_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_view_owner_id_name_key" ON "saved_view"("owner_id", "name");
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey"
  FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
