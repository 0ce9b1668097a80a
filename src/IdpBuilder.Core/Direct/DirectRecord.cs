using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Direct;

/// <summary>A package that was applied without Argo CD, as the cluster remembers it.</summary>
/// <param name="Package">The package's name.</param>
/// <param name="Path">Where it was read from.</param>
/// <param name="Installation">The installation that wrote it last.</param>
/// <param name="DependsOn">The packages it needs.</param>
/// <param name="Operations">One for each of its Applications, in their order.</param>
public sealed record DirectRecord(
    string Package, string Path, string Installation, IReadOnlyList<string> DependsOn, IReadOnlyList<DirectOperation> Operations)
{
    /// <summary>How the package was read.</summary>
    public SourceOptions Options { get; init; } = SourceOptions.Default;

    /// <summary>The objects by which the package calls itself ready.</summary>
    public IReadOnlyList<ReadyObject> Ready { get; init; } = [];

    /// <summary>Every object of the package.</summary>
    public IReadOnlyList<ResourceReference> Inventory => [.. Operations.SelectMany(operation => operation.Everything).Distinct()];

    /// <summary>The operation of an Application, or null.</summary>
    public DirectOperation? Of(string application) => Operations.FirstOrDefault(operation => operation.Application == application);

    /// <summary>The record with an operation in the place of the one for the same Application.</summary>
    public DirectRecord With(DirectOperation operation) => Of(operation.Application) is null
        ? this with { Operations = [.. Operations, operation] }
        : this with { Operations = [.. Operations.Select(other => other.Application == operation.Application ? operation : other)] };

    /// <summary>The record without the operation of an Application.</summary>
    public DirectRecord Without(string application) => this with { Operations = [.. Operations.Where(operation => operation.Application != application)] };

    /// <summary>Reads a record from the ConfigMap it is kept in.</summary>
    public static DirectRecord Read(Manifest map)
    {
        var order = (map.Annotation(DirectRecords.Order) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);
        var data = map.Json.Child("data");
        return new DirectRecord(
            map.Label(PackageLabels.Owner) ?? string.Empty,
            map.Annotation(PackageLabels.SourcePath) ?? string.Empty,
            map.Annotation(PackageLabels.Installation) ?? string.Empty,
            (map.Annotation(PackageLabels.DependsOn) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries),
            [.. order.Select(name => DirectOperation.Read(name, Parse(data.Text(name))))])
        {
            Options = SourceOptions.Read(map.Annotation(PackageLabels.SourceOptions)),
            Ready = ReadyObjects.Of(map),
        };
    }

    /// <summary>The ConfigMap that keeps the record.</summary>
    public Manifest ToManifest() => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = DirectRecords.NameOf(Package),
            ["namespace"] = DirectRecords.Namespace,
            ["labels"] = new JsonObject { [PackageLabels.Owner] = Package, [DirectRecords.Label] = "true" },
            ["annotations"] = new JsonObject
            {
                [PackageLabels.SourcePath] = Path,
                [PackageLabels.SourceOptions] = Options.ToAnnotation(),
                [PackageLabels.Installation] = Installation,
                [PackageLabels.Ready] = ReadyObjects.ToAnnotation(Ready),
                [PackageLabels.DependsOn] = string.Join(',', DependsOn),
                [DirectRecords.Order] = string.Join(',', Operations.Select(operation => operation.Application)),
            },
        },
        ["data"] = new JsonObject(Operations.Select(operation =>
            KeyValuePair.Create(operation.Application, (JsonNode?)operation.ToJson().ToJsonString()))),
    });

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Somebody else wrote over it; what it said is lost, and nothing is removed on a guess.
            return null;
        }
    }
}
