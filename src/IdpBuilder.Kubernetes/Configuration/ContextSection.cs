using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Reads the fields of one section on behalf of a context: mistakes are told with the context and the file.</summary>
/// <param name="context">The context that is opened.</param>
/// <param name="what">The section as messages name it, such as <c>the user 'dev'</c>.</param>
/// <param name="section">The section.</param>
internal sealed class ContextSection(string context, string what, KubeconfigSection section)
{
    /// <summary>What the section says.</summary>
    public JsonObject Content => section.Content;

    /// <summary>The file it is in.</summary>
    public string File => section.File;

    /// <summary>A mistake in this section.</summary>
    public IdpException Invalid(string mistake, Exception? inner = null) =>
        KubeconfigFailures.ContextInvalid(context, section.File, $"{what} {mistake}", inner);

    /// <summary>A field's text; empty when missing.</summary>
    public string Text(string name) => section.Content.Text(name);

    /// <summary>The full path a field names; empty when it names none.</summary>
    public string FilePath(string name) =>
        Text(name) is { Length: > 0 } path ? Path.GetFullPath(path, Path.GetDirectoryName(section.File)!) : string.Empty;

    /// <summary>A text that stands in the field <c>name-data</c> as base64, or in the file that the field <c>name</c> names; empty for neither.</summary>
    public string Material(string name)
    {
        if (Text(name + "-data") is { Length: > 0 } data)
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : throw Invalid($"has '{name}-data' that is not base64");
        }

        var path = FilePath(name);
        try
        {
            return path.Length == 0 ? string.Empty : System.IO.File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"has a '{name}' that cannot be read ({exception.Message.TrimEnd('.')})", exception);
        }
    }
}
