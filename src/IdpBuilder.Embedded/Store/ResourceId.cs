namespace IdpBuilder.Embedded.Store;

/// <summary>Names a collection of the store. Versions of one resource share a collection.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The name used in URLs.</param>
internal readonly record struct ResourceId(string Group, string Plural)
{
    /// <summary><c>plural.group</c>, as messages name resources.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
