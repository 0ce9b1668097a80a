namespace IdpBuilder.Docker.Nodes;

/// <summary>What of this machine nodes get.</summary>
/// <param name="HasKernelModules">Whether the engine's machine has a folder of kernel modules; a bind would make one where there is none.</param>
/// <param name="ApiPort">The port under which the API is published.</param>
/// <param name="ProxyVariables">The variables that name proxies, without those that a node must do without.</param>
internal sealed record NodeMachine(bool HasKernelModules, int ApiPort, IReadOnlyDictionary<string, string> ProxyVariables)
{
    private static readonly string[] Proxies = ["HTTP_PROXY", "HTTPS_PROXY"];

    /// <summary>This machine.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="local">Whether the engine runs on this machine rather than in a virtual or a remote one.</param>
    /// <param name="direct">What must not go through a proxy: names, suffixes and subnets of the cluster.</param>
    /// <param name="apiPort">The port under which the API is to be published; 0 for a free one.</param>
    public static NodeMachine Of(Func<string, string?> variable, bool local, IEnumerable<string> direct, int apiPort) =>
        new(!local || Directory.Exists("/lib/modules"), apiPort > 0 ? apiPort : FreePort.Find(), ProxiesOf(variable, direct));

    /// <summary>The variables that name proxies, in both spellings, with what must not go through them added; none where none is set.</summary>
    public static IReadOnlyDictionary<string, string> ProxiesOf(Func<string, string?> variable, IEnumerable<string> direct)
    {
        string Value(string name) => variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant()) ?? string.Empty;

        var set = Proxies.Select(name => (Name: name, Text: Value(name))).Where(proxy => proxy.Text.Length > 0).ToList();
        if (set.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var exceptions = string.Join(',', Value("NO_PROXY").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(direct).Distinct(StringComparer.Ordinal));
        return set.Append((Name: "NO_PROXY", Text: exceptions))
            .SelectMany(pair => new[] { pair, (Name: pair.Name.ToLowerInvariant(), pair.Text) })
            .ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
    }
}
