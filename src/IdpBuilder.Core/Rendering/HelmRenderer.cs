using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>Renders a chart with the <c>helm</c> of the user's machine.</summary>
internal sealed partial class HelmRenderer(IProgramRunner programs, ManifestTexts texts, ReferencedFiles references)
{
    private const string Shown = "helm template";

    public async Task<IReadOnlyList<Manifest>> RenderAsync(
        ApplicationSource source, SourceContent content, RenderRequest request, BuildEnvironment environment, CancellationToken stop)
    {
        var helm = programs.Find("helm") ?? throw RenderingFailures.NoHelm();
        using var checkout = Checkout.Of(content.Repository);
        var chart = checkout.Confine(content.Path);
        var arguments = await ArgumentsAsync(source.Helm, content, request, environment, checkout, stop).ConfigureAwait(false);
        string[] command = ["template", ".", .. arguments];
        try
        {
            return [.. texts.Read(await programs.RunAsync(helm, command, chart, stop).ConfigureAwait(false), Shown)];
        }
        catch (RenderingException failure) when (LacksDependencies(failure))
        {
            await programs.RunAsync(helm, ["dependency", "build"], chart, stop).ConfigureAwait(false);
            return [.. texts.Read(await programs.RunAsync(helm, command, chart, stop).ConfigureAwait(false), Shown)];
        }
    }

    // Of an Application outside Argo CD's own namespace the instance is namespace_name, which Helm refuses.
    private static string ApplicationNameOf(RenderRequest request) => request.Application[(request.Application.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether helm misses charts that the chart needs; source: argo-cd util/helm/helm.go, <c>IsMissingDependencyErr</c>.</summary>
    private static bool LacksDependencies(RenderingException failure) =>
        failure.Message.Contains("found in requirements.yaml, but missing in charts", StringComparison.Ordinal)
        || failure.Message.Contains("found in Chart.yaml, but missing in charts/ directory", StringComparison.Ordinal);

    private async Task<List<string>> ArgumentsAsync(
        JsonObject? helm, SourceContent content, RenderRequest request, BuildEnvironment environment, Checkout checkout, CancellationToken stop)
    {
        var release = helm.Text("releaseName") is { Length: > 0 } name ? name : ApplicationNameOf(request);
        var space = helm.Text("namespace") is { Length: > 0 } own ? own : request.Destination;
        var arguments = new List<string> { "--name-template", release, "--namespace", space };
        foreach (var file in helm.Texts("valueFiles"))
        {
            await AddValueFileAsync(file, helm, content, environment, checkout, arguments, stop).ConfigureAwait(false);
        }

        var values = helm.Child("valuesObject") is { } map ? map.ToJsonString() : helm.Text("values");
        if (values.Length > 0)
        {
            arguments.AddRange(["--values", checkout.Write(".idpbuilder-values.yaml", Encoding.UTF8.GetBytes(values))]);
        }

        foreach (var parameter in helm.Children("parameters"))
        {
            var value = Escaped(environment.Substitute(parameter.Text("value")));
            arguments.AddRange([parameter.Flag("forceString") ? "--set-string" : "--set", $"{parameter.Text("name")}={value}"]);
        }

        foreach (var parameter in helm.Children("fileParameters"))
        {
            var file = await FindAsync(parameter.Text("path"), content, environment, checkout, stop).ConfigureAwait(false);
            arguments.AddRange(["--set-file", $"{parameter.Text("name")}={Escaped(file)}"]);
        }

        AddFlags(helm, arguments);
        AddCapabilities(helm, request.Server, arguments);
        return arguments;
    }

    /// <summary>Keeps helm from reading several values out of one, as Argo CD does: a list in braces and what is escaped already stay as they are.</summary>
    private static string Escaped(string value) =>
        value.StartsWith('{') && value.EndsWith('}') ? value : BareComma().Replace(value, "\\,");

    [GeneratedRegex(@"(?<!\\),", RegexOptions.CultureInvariant)]
    private static partial Regex BareComma();

    private static void AddFlags(JsonObject? helm, List<string> arguments)
    {
        if (!helm.Flag("skipCrds"))
        {
            arguments.Add("--include-crds");
        }

        if (helm.Flag("skipTests"))
        {
            arguments.Add("--skip-tests");
        }

        if (helm.Flag("skipSchemaValidation"))
        {
            arguments.Add("--skip-schema-validation");
        }
    }

    /// <summary>What the Application says of the cluster, or else the cluster of itself; source: argo-cd reposerver/repository/repository.go, helmTemplate.</summary>
    private static void AddCapabilities(JsonObject? helm, ServerCapabilities server, List<string> arguments)
    {
        var version = helm.Text("kubeVersion") is { Length: > 0 } written ? ServerCapabilities.Numbers(written) : server.KubeVersion;
        if (version.Length > 0)
        {
            arguments.AddRange(["--kube-version", version]);
        }

        var apis = helm.Texts("apiVersions").ToArray();
        foreach (var api in apis.Length > 0 ? apis : server.ApiVersions)
        {
            arguments.AddRange(["--api-versions", api]);
        }
    }

    private async Task AddValueFileAsync(
        string file, JsonObject? helm, SourceContent content, BuildEnvironment environment, Checkout checkout, List<string> arguments, CancellationToken stop)
    {
        var path = await FindAsync(file, content, environment, checkout, stop).ConfigureAwait(false);
        if (File.Exists(path) || !helm.Flag("ignoreMissingValueFiles"))
        {
            arguments.AddRange(["--values", path]);
        }
    }

    /// <summary>A file of the chart, or of another source of the Application that is named by <c>$ref</c>.</summary>
    private async Task<string> FindAsync(
        string named, SourceContent content, BuildEnvironment environment, Checkout checkout, CancellationToken stop)
    {
        if (references.Name(named))
        {
            var (name, bytes) = await references.ReadAsync(named, environment, stop).ConfigureAwait(false);
            return bytes is { } found ? checkout.Write($".idpbuilder-refs/{name}", found.Span) : checkout.Confine($".idpbuilder-refs/{name}");
        }

        var file = environment.Substitute(named);
        if (file.StartsWith("https://", StringComparison.Ordinal) || file.StartsWith("http://", StringComparison.Ordinal))
        {
            throw RenderingFailures.RemoteValuesFile(file);
        }

        return file.StartsWith('/') ? checkout.Confine(file.TrimStart('/')) : checkout.Confine($"{content.Path}/{file}".TrimStart('/'));
    }
}
