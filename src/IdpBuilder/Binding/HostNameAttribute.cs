using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>Takes only what can be the name of a host, as in <c>idp.example.test</c>: no protocol, port or path.</summary>
internal sealed class HostNameAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Uri.CheckHostName(arguments?.ToString()) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
        {
            throw new ValidationMetadataException($"'{arguments}' is no host name. Give the name alone, without protocol, port or path, as in idp.example.test.");
        }
    }
}
