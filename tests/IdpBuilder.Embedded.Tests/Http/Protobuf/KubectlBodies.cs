namespace IdpBuilder.Tests.Http.Protobuf;

/// <summary>What kubectl 1.32 sends for a few of its <c>create</c> commands in a namespace <c>p</c>.</summary>
internal static class KubectlBodies
{
    /// <summary><c>secret generic s2 --from-literal=password=x</c></summary>
    public const string Secret =
        "azhzAAoMCgJ2MRIGU2VjcmV0EiYKEwoCczISABoBcCIAKgAyADgAQgASDQoIcGFzc3dvcmQSAXgaABoAIgA=";

    /// <summary><c>deployment d0 --image=nginx --replicas=0 --port=80</c></summary>
    public const string Deployment =
        "azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50ErUBCh4KAmQwEgAaAXAiACoAMgA4AEIAWgkKA2FwcBICZDAShAEIABILCgkKA2FwcBICZDAaawobCgASABoAIgAq"
        + "ADIAOABCAFoJCgNhcHASAmQwEkwSLgoFbmdpbngSBW5naW54KgAyCgoAEAAYUCIAKgBCAGoAcgCAAQCIAQCQAQCiAQAaADIAQgBKAFIAWABgAGgAggEAigEAmgEA"
        + "wgEAIgIKACgAOAAaDAgAEAAYACAAKAA4ABoAIgA=";

    /// <summary><c>service nodeport n2 --tcp=80:http</c></summary>
    public const string Service =
        "azhzAAoNCgJ2MRIHU2VydmljZRJpCh4KAm4yEgAaAXAiACoAMgA4AEIAWgkKA2FwcBICbjISQwoeCgc4MC1odHRwEgNUQ1AYUCIKCAEQABoEaHR0cCgAEgkKA2Fw"
        + "cBICbjIaACIITm9kZVBvcnQ6AEIAUgBaAGAAaAAaAgoAGgAiAA==";

    /// <summary><c>quota q2 --hard=cpu=500m,pods=5</c></summary>
    public const string Quota =
        "azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRI1ChMKAnEyEgAaAXAiACoAMgA4AEIAEhwKDQoDY3B1EgYKBDUwMG0KCwoEcG9kcxIDCgE1GgAaACIA";

    /// <summary><c>pdb p2 --selector=app=web --min-available=50%</c></summary>
    public const string Budget =
        "azhzAAogCglwb2xpY3kvdjESE1BvZERpc3J1cHRpb25CdWRnZXQSPAoTCgJwMhIAGgFwIgAqADIAOABCABIZCgkIARAAGgM1MCUSDAoKCgNhcHASA3dlYhoKCAAY"
        + "ACAAKAAwABoAIgA=";

    /// <summary><c>rolebinding r2 --clusterrole=admin --serviceaccount=a:b</c></summary>
    public const string RoleBinding =
        "azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtSb2xlQmluZGluZxJgChMKAnIyEgAaAXAiACoAMgA4AEIAEhgKDlNlcnZpY2VBY2NvdW50EgAa"
        + "AWIiAWEaLwoZcmJhYy5hdXRob3JpemF0aW9uLms4cy5pbxILQ2x1c3RlclJvbGUaBWFkbWluGgAiAA==";

    /// <summary><c>ingress i2 --rule=foo.com/*=svc:80,tls=x</c></summary>
    public const string Ingress =
        "azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJUChMKAmkyEgAaAXAiACoAMgA4AEIAEjkSDAoHZm9vLmNvbRIBeBopCgdmb28uY29tEh4KHAoa"
        + "CgEvEg0iCwoDc3ZjEgQKABBQGgZQcmVmaXgaAgoAGgAiAA==";

    public static IEnumerable<string> All => [Secret, Deployment, Service, Quota, Budget, RoleBinding, Ingress];
}
