-- What Windows' own tools told of a machine (its DNS suffixes, its clock, its edition) is found in the history by its name.
CREATE INDEX "activation_event_machine_reading" ON "activation_event" ((details ->> 'name'), "at") WHERE "kind" = 'machineReading';
