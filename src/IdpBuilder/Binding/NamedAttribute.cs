using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>Refuses references that name nothing: what an empty variable gives is not "all".</summary>
internal sealed class NamedAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (string.IsNullOrEmpty(element?.ToString()))
        {
            throw new ValidationMetadataException("A name is empty. Give a name, a wildcard or an object; leave the parameter out for all.");
        }
    }
}
