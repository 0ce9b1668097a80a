namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>One request; <c>{ns}</c> stands for the scenario's namespace.</summary>
internal sealed record Exchange(string Method, string Path, string Body = "", string MediaType = "application/json", string Accept = "application/json");
