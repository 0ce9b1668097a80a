namespace IdpBuilder.Execution.Steps;

/// <summary>One step of an installation or removal.</summary>
public interface IInstallStep
{
    /// <summary>What is done, on what, for plans and progress: <c>Publish the repository 'shop-manifests'</c>.</summary>
    string Description { get; }

    /// <summary>Does it. Doing it again changes nothing.</summary>
    Task RunAsync(InstallContext context, CancellationToken stop);
}
