namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a PersistentVolumeClaim.</summary>
internal static class PersistentVolumeClaimValidation
{
    public static void Check(CheckedObject claim)
    {
        var spec = claim.Map("spec");
        spec.RequireContent("accessModes", "at least 1 access mode is required");
        var requests = spec.Map("resources").Map("requests");
        if (!requests.Has("storage"))
        {
            spec.Add(FieldError.Required(FieldPath.Key(spec.PathOf("resources"), "storage")));
        }
        else if (Quantity.Read(requests.Json["storage"]) <= 0)
        {
            spec.Add(FieldError.InvalidText(
                FieldPath.Key(spec.PathOf("resources"), "storage"), Quantity.Show(requests.Json["storage"]), "must be greater than zero"));
        }

        spec.Subdomain("storageClassName");
    }
}
