using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;
using IdpBuilder.Secrets;

namespace IdpBuilder.Commands;

/// <summary>Returns the credentials of the platform and of packages.</summary>
[Cmdlet(VerbsCommon.Get, "IdpSecret")]
[OutputType(typeof(ClusterSecret), typeof(PSObject))]
public sealed class GetIdpSecretCommand : ClusterCommand
{
    /// <summary>Only secrets of these packages; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(SecretPackageCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public PackageReference[] Package { get; set; } = [];

    /// <summary>Shows passwords, tokens and other values in plain text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (Package.Length == 0)
        {
            await ReadAsync(await ConnectAsync(stop).ConfigureAwait(false), [], pipeline, stop).ConfigureAwait(false);
        }

        foreach (var (cluster, packages) in await ConnectAsync(Package, package => package.Cluster, stop).ConfigureAwait(false))
        {
            await ReadAsync(cluster, [.. packages.Select(package => package.Name)], pipeline, stop).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(ClusterConnection cluster, IReadOnlyList<string> names, CommandPipeline pipeline, CancellationToken stop)
    {
        bool IsWanted(string package) => names.Count == 0 || names.Any(pattern => Wildcards.Fit(pattern, package));
        var secrets = await SecretReader.ReadAsync(cluster.Api, IsWanted, stop).ConfigureAwait(false);
        foreach (var secret in secrets)
        {
            await pipeline.WriteAsync(AsPlainText ? Revealed(secret) : WithCredential(secret)).ConfigureAwait(false);
        }

        foreach (var missing in names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !secrets.Any(secret => Wildcards.Fit(name, secret.Package))))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.SecretNotFound(missing, cluster.Cluster))).ConfigureAwait(false);
        }
    }

    // PSCredential belongs to the engine, which the domain does not know.
    private static PSObject WithCredential(ClusterSecret secret)
    {
        var shown = PSObject.AsPSObject(secret);
        var credential = secret.UserName.Length > 0 ? new PSCredential(secret.UserName, secret.Password) : null;
        shown.Properties.Add(new PSNoteProperty("Credential", credential));
        return shown;
    }

    private static PSObject Revealed(ClusterSecret secret)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, "IdpBuilder.ClusterSecret#PlainText");
        shown.Properties.Add(new PSNoteProperty(nameof(ClusterSecret.Package), secret.Package));
        shown.Properties.Add(new PSNoteProperty(nameof(ClusterSecret.Namespace), secret.Namespace));
        shown.Properties.Add(new PSNoteProperty(nameof(ClusterSecret.Name), secret.Name));
        shown.Properties.Add(new PSNoteProperty(nameof(ClusterSecret.UserName), secret.UserName));
        shown.Properties.Add(new PSNoteProperty(nameof(ClusterSecret.Password), secret.RevealPassword()));
        shown.Properties.Add(new PSNoteProperty("Token", secret.RevealToken()));
        shown.Properties.Add(new PSNoteProperty("Data", secret.RevealData()));
        return shown;
    }
}
