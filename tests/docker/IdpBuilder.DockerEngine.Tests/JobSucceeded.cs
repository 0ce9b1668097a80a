using IdpBuilder.Waiting;

namespace IdpBuilder.DockerEngine;

/// <summary>The only Job has succeeded.</summary>
internal sealed class JobSucceeded : IWaitCondition
{
    public string Description => "the job";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var status = objects.Of("batch", "Job").SingleOrDefault()?.Status;
        return status?["succeeded"] is not null ? WaitVerdict.Satisfied("succeeded")
            : status?["failed"] is not null ? WaitVerdict.Impossible("failed")
            : WaitVerdict.Waiting("running");
    }
}
