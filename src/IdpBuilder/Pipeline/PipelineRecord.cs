using System.Management.Automation;

namespace IdpBuilder.Pipeline;

/// <summary>What a worker wants done on the pipeline thread.</summary>
/// <param name="Write">Does it.</param>
/// <param name="Refuse">Tells a worker that waits for it that it will not be done any more.</param>
internal sealed record PipelineRecord(Action<Cmdlet> Write, Action Refuse);
