-- What an expert is told of each device that holds a session: browser and system, nothing finer.
ALTER TABLE "InvitationSession" ADD COLUMN "device" TEXT NOT NULL DEFAULT '';
