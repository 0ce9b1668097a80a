using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Tables;

/// <summary>The columns of built-in kinds.</summary>
internal static class KindTables
{
    private static readonly Dictionary<ResourceId, IReadOnlyList<TableColumn>> Columns = [];

    public static IReadOnlyList<TableColumn>? Find(ResourceId resource) => Columns.GetValueOrDefault(resource);
}
