using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>A name of a CRD that another one in the group holds.</summary>
/// <param name="Reason">Which of its names.</param>
/// <param name="Message">The name.</param>
internal sealed record NameConflict(string Reason, string Message)
{
    /// <summary>The first conflict, or null.</summary>
    public static NameConflict? Find(JsonObject definition, ResourceCatalog catalog)
    {
        var names = definition.Child("spec").Child("names");
        var others = catalog.CustomTypesOf(definition.Child("spec").Text("group"), definition.Child("metadata").Text("name"));
        if (others.Count == 0)
        {
            return null;
        }

        var words = others.SelectMany(type => type.ShortNames.Append(type.Plural).Append(type.Singular)).ToHashSet(StringComparer.Ordinal);
        var kinds = others.SelectMany(type => new[] { type.Type.Kind, type.ListKind }).ToHashSet(StringComparer.Ordinal);
        (string Reason, string Name, HashSet<string> Taken)[] wanted =
        [
            ("PluralConflict", names.Text("plural"), words),
            ("SingularConflict", names.Text("singular"), words),
            .. names.Texts("shortNames").Select(name => ("ShortNamesConflict", name, words)),
            ("KindConflict", names.Text("kind"), kinds),
            ("ListKindConflict", names.Text("listKind"), kinds),
        ];
        var hit = wanted.FirstOrDefault(entry => entry.Name?.Length > 0 && entry.Taken.Contains(entry.Name));
        return hit.Reason is null ? null : new NameConflict(hit.Reason, $"\"{hit.Name}\" is already in use");
    }
}
