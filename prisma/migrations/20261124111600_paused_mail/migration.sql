ALTER TYPE "MessageStatus" ADD VALUE 'paused';
