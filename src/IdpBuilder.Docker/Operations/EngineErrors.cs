using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;

namespace IdpBuilder.Docker.Operations;

/// <summary>Turns what the library throws into failures that a user can act on.</summary>
internal static class EngineErrors
{
    /// <summary>Runs a call.</summary>
    /// <param name="address">The engine.</param>
    /// <param name="action">What was being done, as the beginning of a sentence.</param>
    /// <param name="call">The call.</param>
    public static async Task<T> MapAsync<T>(EngineAddress address, string action, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (TellsFullDisk(Message(exception)))
        {
            throw DockerFailures.DiskFull(action, Message(exception), exception);
        }
        catch (DockerApiException exception)
        {
            throw DockerFailures.EngineRefused(action, (int)exception.StatusCode, Message(exception), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or TimeoutException or PlatformNotSupportedException)
        {
            throw DockerFailures.EngineUnreachable(address, exception);
        }
    }

    /// <summary>Runs a call that returns nothing.</summary>
    public static Task MapAsync(EngineAddress address, string action, Func<Task> call) => MapAsync(
        address,
        action,
        async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        });

    /// <summary>Whether the engine says that there is no such thing.</summary>
    public static bool IsMissing(this DockerApiException exception) => exception.StatusCode == HttpStatusCode.NotFound;

    /// <summary>Whether the engine's words say that its disk is full.</summary>
    public static bool TellsFullDisk(string reason) => reason.Contains("no space left on device", StringComparison.OrdinalIgnoreCase);

    private static string Message(DockerApiException exception)
    {
        try
        {
            return (string?)JsonNode.Parse(exception.ResponseBody ?? string.Empty)?["message"] ?? exception.Message;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return exception.Message;
        }
    }
}
