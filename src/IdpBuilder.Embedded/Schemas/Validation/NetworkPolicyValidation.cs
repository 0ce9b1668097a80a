namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a NetworkPolicy.</summary>
internal static class NetworkPolicyValidation
{
    public static void Check(CheckedObject policy)
    {
        var spec = policy.Map("spec");
        LabelValidation.CheckSelector(spec.Map("podSelector"));
        foreach (var rule in spec.Maps("ingress"))
        {
            CheckRule(rule, "from");
        }

        foreach (var rule in spec.Maps("egress"))
        {
            CheckRule(rule, "to");
        }
    }

    private static void CheckRule(CheckedObject rule, string peers)
    {
        foreach (var port in rule.Maps("ports"))
        {
            port.OneOf("protocol", "SCTP", "TCP", "UDP");
            port.Port("port");
        }

        foreach (var peer in rule.Maps(peers))
        {
            if (!peer.Has("podSelector") && !peer.Has("namespaceSelector") && !peer.Has("ipBlock"))
            {
                peer.Add(FieldError.Required(peer.Path, "must specify a peer"));
            }

            if (peer.Has("ipBlock") && (peer.Has("podSelector") || peer.Has("namespaceSelector")))
            {
                peer.Add(FieldError.Forbidden(peer.Path, "may not specify both ipBlock and another peer"));
            }

            LabelValidation.CheckSelector(peer.Map("podSelector"));
            LabelValidation.CheckSelector(peer.Map("namespaceSelector"));
        }
    }
}
