using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Makes the paths under which an API server keeps objects.</summary>
internal static class ResourcePath
{
    /// <summary>The namespace of namespaced objects that name none, as kubectl has it.</summary>
    private const string DefaultNamespace = "default";

    /// <summary>The path of the objects of a type; in one namespace, or everywhere when it is empty.</summary>
    public static StringBuilder OfAll(ApiResource type, string inNamespace)
    {
        var path = new StringBuilder(128);
        path.Append(type.Type.Group.Length == 0 ? "api/" : "apis/").Append(type.Type.ApiVersion);
        if (type.Namespaced && inNamespace.Length > 0)
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(inNamespace));
        }

        return path.Append('/').Append(type.Plural);
    }

    /// <summary>The path to which new objects of a type are posted.</summary>
    public static StringBuilder OfNew(ApiResource type, string inNamespace) =>
        OfAll(type, inNamespace.Length == 0 ? DefaultNamespace : inNamespace);

    /// <summary>The path of one object or of a subresource of it.</summary>
    public static StringBuilder OfOne(ApiResource type, string inNamespace, string name, string subresource)
    {
        var path = OfNew(type, inNamespace).Append('/').Append(Uri.EscapeDataString(name));
        return subresource.Length == 0 ? path : path.Append('/').Append(subresource);
    }

    /// <summary>Adds a query parameter.</summary>
    public static StringBuilder With(this StringBuilder path, string name, string value) =>
        path.Append(HasQuery(path) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));

    /// <summary>Adds a query parameter unless its value is empty.</summary>
    public static StringBuilder WithAny(this StringBuilder path, string name, string value) =>
        value.Length == 0 ? path : path.With(name, value);

    // Names and values are escaped, so that a question mark can only begin the query.
    private static bool HasQuery(StringBuilder path)
    {
        foreach (var chunk in path.GetChunks())
        {
            if (chunk.Span.Contains('?'))
            {
                return true;
            }
        }

        return false;
    }
}
