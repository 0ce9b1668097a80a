namespace IdpBuilder;

/// <summary>What a span of a report is.</summary>
public enum ReportSpanKind
{
    /// <summary>The cluster itself, with what was done to make it.</summary>
    Cluster,

    /// <summary>A step of making the cluster, or a Node that joined it.</summary>
    Step,

    /// <summary>A package.</summary>
    Package,

    /// <summary>One of several Applications of a package.</summary>
    Application,

    /// <summary>A phase of a sync, such as <c>PreSync</c>.</summary>
    Phase,

    /// <summary>A wave of a phase that has several.</summary>
    Wave,

    /// <summary>A hook.</summary>
    Hook,

    /// <summary>An ordinary object that was applied.</summary>
    Resource,

    /// <summary>A workflow that is no hook.</summary>
    Workflow,

    /// <summary>A node of a workflow.</summary>
    Node,

    /// <summary>One of several attempts at a node or a Job.</summary>
    Attempt,
}
