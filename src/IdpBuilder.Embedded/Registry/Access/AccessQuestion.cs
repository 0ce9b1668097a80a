namespace IdpBuilder.Embedded.Registry.Access;

/// <summary>Something that somebody wants to do.</summary>
/// <param name="Verb">What, such as <c>list</c>; <c>*</c> for everything.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with a subresource after a slash.</param>
/// <param name="Namespace">The namespace; empty for the whole cluster.</param>
/// <param name="Name">The object; empty for all.</param>
internal readonly record struct AccessQuestion(string Verb, string Group, string Resource, string Namespace, string Name);
