namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>The annotations by which authors say what a container would have done, since none is ever run.</summary>
internal static class PretendAnnotations
{
    /// <summary>The exit code of the main container; 0 without it.</summary>
    public const string ExitCode = "embedded.idpbuilder.io/exit-code";

    /// <summary>How long it runs in cluster time, as a Go duration such as <c>90s</c>.</summary>
    public const string Duration = "embedded.idpbuilder.io/duration";

    /// <summary>What it prints: its log and, of a workflow's script, its result.</summary>
    public const string Stdout = "embedded.idpbuilder.io/stdout";

    /// <summary>Begins the annotation that gives the content of the file of one output parameter.</summary>
    public const string OutputPrefix = "embedded.idpbuilder.io/output.";

    /// <summary>Whether a workload becomes ready.</summary>
    public const string Ready = "embedded.idpbuilder.io/ready";

    /// <summary>
    /// On a Pod: the actor that writes this Pod's status. The actor that plays Pods leaves it alone, but still answers its deletion.
    /// A workflow's resource Pods are played by <c>argoexec</c>, because they end when an object in the cluster says so.
    /// </summary>
    public const string PlayedBy = "embedded.idpbuilder.io/played-by";
}
