using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>An entry of <c>managedFields</c>.</summary>
/// <param name="Manager">Who owns the fields.</param>
/// <param name="IsApply">Whether by server-side apply, else by other writes.</param>
/// <param name="ApiVersion">The version in which the fields are named.</param>
/// <param name="Subresource">Through which subresource; empty for none.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Time">When the entry last changed, as RFC 3339; empty for unknown.</param>
internal sealed record FieldManagerEntry(
    string Manager, bool IsApply, string ApiVersion, string Subresource, FieldSet Fields, string Time)
{
    /// <summary>Whether both entries belong to the same writer: an applier is the same in all versions.</summary>
    public bool IsSameWriter(FieldManagerEntry other) =>
        IsApply == other.IsApply && Manager == other.Manager && Subresource == other.Subresource
        && (IsApply || ApiVersion == other.ApiVersion);

    /// <summary>The entry as conflicts name it.</summary>
    public string Describe()
    {
        var name = Subresource.Length == 0 ? $"\"{Manager}\"" : $"\"{Manager}\" with subresource \"{Subresource}\"";
        return IsApply ? name : $"{name} using {ApiVersion}";
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = IsApply ? "Apply" : "Update",
            ["apiVersion"] = ApiVersion,
        };
        if (Time.Length > 0)
        {
            json["time"] = Time;
        }

        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = Fields.ToJson();
        if (Subresource.Length > 0)
        {
            json["subresource"] = Subresource;
        }

        return json;
    }
}
