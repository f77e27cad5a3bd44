-- How days are written for a person: the same everywhere, so that it goes with them as the theme does. Null: in words.
ALTER TABLE "own_choice" ADD COLUMN "day_form" TEXT,
  ADD CONSTRAINT "own_choice_day_form_check" CHECK ("day_form" IN ('words', 'iso', 'slashes', 'dots'));
