using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Schemas.Validation;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Tests;

namespace IdpBuilder.Embedded.Tests.Schemas;

/// <summary>Real manifests, which real servers accept.</summary>
public sealed class PublicManifestTests
{
    [Fact]
    public void Manifests_that_real_servers_accept_are_accepted()
    {
        var folder = Repository.PublicData();
        var mistakes = new List<string>();
        var seen = 0;
        foreach (var manifest in BuiltIns(folder))
        {
            seen++;
            mistakes.AddRange(MistakesOf(manifest).Select(mistake => $"{manifest}: {mistake}"));
        }

        Assert.True(seen > 20, $"only {seen} manifests were found");
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Applying_a_real_manifest_twice_changes_nothing()
    {
        var writer = new FieldWriter("one", "v1", DateTimeOffset.UnixEpoch);
        foreach (var manifest in BuiltIns(Repository.PublicData()))
        {
            var schema = SchemaCatalog.Find(manifest.GroupVersionKind);
            var once = ServerSideApply.Apply(new ApplyRequest(null, manifest.Json, schema, writer)).Object!;
            var twice = ServerSideApply.Apply(new ApplyRequest(once, manifest.Json, schema, writer with { Time = DateTimeOffset.UnixEpoch.AddDays(1) }));
            Assert.Equal(once.ToJsonString(), twice.Object!.ToJsonString());
        }
    }

    private static IEnumerable<string> MistakesOf(Manifest manifest)
    {
        var schema = SchemaCatalog.Find(manifest.GroupVersionKind)!;
        var copy = manifest.Clone();
        if (BuiltInDecoding.FirstMistake(copy.Json, schema) is { } undecodable)
        {
            return [undecodable];
        }

        var unknown = SchemaPruning.Prune(copy.Json, schema).Select(path => $"unknown field \"{path}\"").ToArray();
        NullPruning.Prune(copy.Json, schema);
        ResourceDefaults.Apply(copy);
        return unknown.Concat(ResourceValidation.Validate(copy).Select(error => error.ToString()));
    }

    private static IEnumerable<Manifest> BuiltIns(string folder)
    {
        var reader = new YamlManifestReader();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Where(IsWhole).Order(StringComparer.Ordinal))
        {
            foreach (var document in reader.Read(File.ReadAllText(file), file, new List<Diagnostic>()))
            {
                if (document.Content is JsonObject json && SchemaCatalog.Find(new Manifest(json).GroupVersionKind) is not null)
                {
                    yield return new Manifest(json);
                }
            }
        }
    }

    // Kustomize patches are parts of objects, and skeletons become objects only when somebody fills them in.
    private static bool IsWhole(string file) => !file.Split('/', '\\').Any(folder => folder is "patches" or "skeleton");
}
