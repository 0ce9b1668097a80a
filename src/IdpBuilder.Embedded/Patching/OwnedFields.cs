namespace IdpBuilder.Embedded.Patching;

/// <summary>Says which fields can have an owner.</summary>
internal static class OwnedFields
{
    private static readonly FieldSet Unowned = FieldSet.Of(
        ["f:apiVersion"],
        ["f:kind"],
        ["f:metadata"],
        ["f:metadata", "f:name"],
        ["f:metadata", "f:namespace"],
        ["f:metadata", "f:creationTimestamp"],
        ["f:metadata", "f:selfLink"],
        ["f:metadata", "f:uid"],
        ["f:metadata", "f:clusterName"],
        ["f:metadata", "f:generation"],
        ["f:metadata", "f:managedFields"],
        ["f:metadata", "f:resourceVersion"]);

    /// <summary>The set without the fields that are the server's or identify the object.</summary>
    public static FieldSet Of(FieldSet fields) => fields.Difference(Unowned);
}
