namespace IdpBuilder.Docker.Nodes;

/// <summary>What of this machine nodes get.</summary>
/// <param name="HasKernelModules">Whether the engine's machine has a folder of kernel modules; a bind would make one where there is none.</param>
/// <param name="ApiPort">The port under which the API is published.</param>
/// <param name="ProxyVariables">The variables that name proxies, without those that a node must do without.</param>
internal sealed record NodeMachine(bool HasKernelModules, int ApiPort, IReadOnlyDictionary<string, string> ProxyVariables)
{
    private const string Exceptions = "NO_PROXY";

    /// <summary>This machine.</summary>
    /// <param name="proxies">The variables that name proxies, by their names in capital letters.</param>
    /// <param name="local">Whether the engine runs on this machine rather than in a virtual or a remote one.</param>
    /// <param name="direct">What must not go through a proxy: names, suffixes and subnets of the cluster.</param>
    /// <param name="apiPort">The port under which the API is to be published; 0 for a free one, less to leave it to the engine.</param>
    public static NodeMachine Of(IReadOnlyDictionary<string, string> proxies, bool local, IEnumerable<string> direct, int apiPort) =>
        new(!local || Directory.Exists("/lib/modules"), apiPort == 0 ? FreePort.Find() : Math.Max(0, apiPort), ProxiesOf(proxies, direct));

    /// <summary>The variables that name proxies, in both spellings, with what must not go through them added; none where none is set.</summary>
    public static IReadOnlyDictionary<string, string> ProxiesOf(IReadOnlyDictionary<string, string> proxies, IEnumerable<string> direct)
    {
        if (proxies.Keys.All(name => name == Exceptions))
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var given = proxies.GetValueOrDefault(Exceptions, string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return proxies.Where(pair => pair.Key != Exceptions)
            .Append(KeyValuePair.Create(Exceptions, string.Join(',', given.Concat(direct).Distinct(StringComparer.Ordinal))))
            .SelectMany(pair => new[] { pair, KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value) })
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }
}
