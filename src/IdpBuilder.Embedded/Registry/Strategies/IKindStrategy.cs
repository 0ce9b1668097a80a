using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>What a real server does for one kind beyond what its schema says.</summary>
internal interface IKindStrategy
{
    /// <summary>The kind's collection.</summary>
    ResourceId Resource { get; }

    /// <summary>Completes an object that is being created; its metadata is filled in already.</summary>
    void PrepareForCreate(JsonObject json);

    /// <summary>Completes an object that replaces another.</summary>
    void PrepareForUpdate(JsonObject before, JsonObject json);

    /// <summary>Whether an update is a new generation although nothing but metadata changed.</summary>
    bool IsNewGeneration(JsonObject before, JsonObject json) => false;

    /// <summary>Finds what the schema cannot see.</summary>
    /// <param name="before">What is replaced; null for a create.</param>
    /// <param name="json">The object.</param>
    /// <param name="faults">Receives what is wrong.</param>
    void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults);
}
