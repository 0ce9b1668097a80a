using Xunit.Sdk;
using Xunit.v3;

// Engines share the process's one rendering style and console.
[assembly: Parallelization(Mode = ParallelMode.None)]
