// Loaded before a child's own code: a child never outlives the process that started it, even one that was killed.
if (process.connected) process.on("disconnect", () => process.exit(0));
