namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>The Applications of a set cannot be generated; the message is the one that its conditions show.</summary>
internal sealed class GenerationException(string message, Exception? inner = null) : Exception(message, inner);
