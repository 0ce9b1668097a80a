using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace IdpBuilder.Docker.Operations;

/// <summary>An engine's networks.</summary>
internal sealed class NetworkOperations(DockerClient client, EngineAddress address)
{
    /// <summary>Makes a bridge network; with IPv6 where the engine's machine can.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subnetsV6">The IPv6 subnets to try, one after the other.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>Whether it has IPv6.</returns>
    public async Task<bool> CreateAsync(string name, IReadOnlyList<string> subnetsV6, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        foreach (var subnet in subnetsV6)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await CreateAsync(name, labels, subnet).ConfigureAwait(false);
                return true;
            }
            catch (EngineRefusedException refused) when (refused.MentionsOverlap)
            {
                // Somebody else has taken these addresses.
            }
            catch (EngineRefusedException refused) when (refused.MentionsIPv6)
            {
                break;
            }
        }

        await CreateAsync(name, labels, string.Empty).ConfigureAwait(false);
        return false;
    }

    /// <summary>The IPv4 and IPv6 subnets of a network.</summary>
    public Task<IReadOnlyList<string>> SubnetsAsync(string name, CancellationToken stop) => EngineErrors.MapAsync<IReadOnlyList<string>>(
        address,
        $"Looking at the network '{name}'",
        async () =>
        {
            var network = await client.Networks.InspectNetworkAsync(name, stop).ConfigureAwait(false);
            return [.. (network.IPAM?.Config ?? []).Select(config => config.Subnet).Where(subnet => !string.IsNullOrEmpty(subnet))];
        });

    /// <summary>The values that networks bear of a label, and when they were made.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ValuesAsync(string label, CancellationToken stop) =>
        (await FindAsync(label, stop).ConfigureAwait(false))
            .DistinctBy(network => network.Labels[label], StringComparer.Ordinal)
            .ToDictionary(network => network.Labels[label], network => new DateTimeOffset(DateTime.SpecifyKind(network.Created, DateTimeKind.Utc)), StringComparer.Ordinal);

    /// <summary>Removes every network that bears a label; false when there was none.</summary>
    /// <param name="label">The label.</param>
    /// <param name="evict">Whether containers that are still on one are made to leave it; they are not removed.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<bool> RemoveAsync(string label, bool evict, CancellationToken stop)
    {
        var networks = await FindAsync(label, stop).ConfigureAwait(false);
        foreach (var network in networks)
        {
            await EngineErrors.MapAsync(address, $"Removing the network '{network.Name}'", () => RemoveAsync(network, evict, stop)).ConfigureAwait(false);
        }

        return networks.Count > 0;
    }

    private Task<IList<NetworkResponse>> FindAsync(string label, CancellationToken stop) => EngineErrors.MapAsync(
        address,
        "Listing the networks",
        () => client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = ContainerOperations.Filter("label", label) }, stop));

    private async Task RemoveAsync(NetworkResponse network, bool evict, CancellationToken stop)
    {
        try
        {
            await client.Networks.DeleteNetworkAsync(network.ID, stop).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.IsMissing())
        {
            // Somebody else was faster.
        }
        catch (DockerApiException exception) when (evict && exception.StatusCode == HttpStatusCode.Forbidden)
        {
            await EmptyAsync(network.ID, stop).ConfigureAwait(false);
            await RemoveAsync(network, evict: false, stop).ConfigureAwait(false);
        }
    }

    private async Task EmptyAsync(string id, CancellationToken stop)
    {
        var network = await client.Networks.InspectNetworkAsync(id, stop).ConfigureAwait(false);
        foreach (var container in (network.Containers ?? new Dictionary<string, EndpointResource>(StringComparer.Ordinal)).Keys)
        {
            try
            {
                await client.Networks.DisconnectNetworkAsync(id, new NetworkDisconnectParameters { Container = container, Force = true }, stop).ConfigureAwait(false);
            }
            catch (DockerApiException)
            {
                // It has left meanwhile; if it has not, removing the network says so.
            }
        }
    }

    // Not cancelled: the engine would go on, and what appears after the cleaning up stays.
    private Task CreateAsync(string name, IReadOnlyDictionary<string, string> labels, string subnetV6) => EngineErrors.MapAsync(
        address,
        $"Making the network '{name}'",
        () => client.Networks.CreateNetworkAsync(
            new NetworksCreateParameters
            {
                Name = name,
                Driver = "bridge",
                EnableIPv6 = subnetV6.Length > 0,
                IPAM = subnetV6.Length > 0 ? new IPAM { Driver = "default", Config = [new IPAMConfig { Subnet = subnetV6 }] } : null,
                Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_ip_masquerade"] = "true" },
                Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal),
            },
            CancellationToken.None));
}
