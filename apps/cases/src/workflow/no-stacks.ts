// Temporal's SDK takes the call stack of every promise of a workflow and looks up each of its frames in the source map, so that its screen can
// show where a workflow waits. That took half of what its thread does for workflows; where ours wait is told there in words (`tell.ts`).
Error.stackTraceLimit = 0;
