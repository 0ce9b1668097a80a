namespace IdpBuilder.Docker.Nodes;

/// <summary>What a node is for.</summary>
internal enum NodeRole
{
    /// <summary>It runs the control plane.</summary>
    ControlPlane,

    /// <summary>It runs workloads only.</summary>
    Worker,
}
