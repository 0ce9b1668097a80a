namespace IdpBuilder;

/// <summary>What installing, updating or removing a package would do to one object, as a dry run on the server says.</summary>
/// <param name="Package">The package.</param>
/// <param name="Application">The Application that deploys it; empty for what stands beside.</param>
/// <param name="Action">What would become of it.</param>
/// <param name="Kind">Its kind; <c>Repository</c> for a directory on the platform's git server.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name; a hook that is named anew by every sync ends in <c>*</c>.</param>
/// <param name="Fields">The fields that would change; empty unless <paramref name="Action"/> is <see cref="ChangeAction.Change"/>.</param>
/// <param name="Message">Why, when that does not go without saying: a hook's phase, the server's refusal, what it waits for.</param>
public sealed record PackageChange(
    string Package,
    string Application,
    ChangeAction Action,
    string Kind,
    string Namespace,
    string Name,
    IReadOnlyList<FieldChange> Fields,
    string Message)
{
    /// <summary><c>Change Deployment shop/web</c>, with a line for each field.</summary>
    public override string ToString()
    {
        var line = $"{Action} {Kind} {(Namespace.Length > 0 ? $"{Namespace}/" : string.Empty)}{Name}{(Message.Length > 0 ? $" ({Message})" : string.Empty)}";
        return string.Join('\n', Fields.Select(field => $"    {field}").Prepend(line));
    }
}
