// Loaded before a child's own code: a child never outlives the process that started it, even one that was killed. The
// signal gives it the time to finish what it has in hand.
if (process.connected) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
