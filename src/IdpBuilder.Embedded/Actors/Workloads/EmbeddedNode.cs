namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>The one node of an embedded cluster.</summary>
internal static class EmbeddedNode
{
    public const string Name = "embedded-control-plane";

    public const string Address = "172.18.0.2";
}
