namespace IdpBuilder.Packages.Remote;

/// <summary>Where a source that is an address lies on this machine while it is read.</summary>
/// <param name="Address">The address.</param>
/// <param name="Root">The folder of the whole repository, in full: <c>cnoe://</c> may reach all of it.</param>
/// <param name="Location">The directory or file in it, in full.</param>
public sealed record SourceCheckout(RemoteAddress Address, string Root, string Location);
