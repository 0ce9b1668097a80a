using Xunit.Sdk;
using Xunit.v3;

// All tests share one engine, and count what is on it.
[assembly: Parallelization(Mode = ParallelMode.None)]
