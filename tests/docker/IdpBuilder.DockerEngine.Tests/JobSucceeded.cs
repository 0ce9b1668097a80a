using IdpBuilder.Waiting;

namespace IdpBuilder.DockerEngine;

/// <summary>A Job has succeeded.</summary>
/// <param name="name">Its name.</param>
internal sealed class JobSucceeded(string name) : IWaitCondition
{
    public string Description => $"the job '{name}'";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var status = objects.Of("batch", "Job").SingleOrDefault(job => job.Name == name)?.Status;
        return status?["succeeded"] is not null ? WaitVerdict.Satisfied("succeeded")
            : status?["failed"] is not null ? WaitVerdict.Impossible("failed")
            : WaitVerdict.Waiting("running");
    }
}
