"""Who may do what to which table: the one declared table of rights.

Applied after every migration and compared with the catalogue by a test. A table that is missing here may be touched by
nobody but the owner. Letters: s SELECT, i INSERT, u UPDATE, d DELETE. Nobody is ever granted TRUNCATE.
"""

from collections.abc import Mapping

READ, APPEND, WRITE, ALL = "s", "si", "siu", "siud"

# A city's own schema, for the city's own role. Nobody else has any right there.
MUNICIPALITY_TABLES: Mapping[str, str] = {
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "accounts_adviserentry": ALL,
    "accounts_advisergrant": WRITE,
    "accounts_department": ALL,
    "accounts_membership": ALL,
    "accounts_readannouncement": ALL,
    "accounts_seat": ALL,
    "accounts_user": WRITE,
    "applications_amendment": APPEND,
    "applications_answerversion": APPEND,
    "applications_apitoken": WRITE,
    "applications_application": WRITE,
    "applications_attachment": ALL,
    "applications_bulkitem": ALL,
    "applications_bulkrun": ALL,
    "applications_correctionrequest": WRITE,
    "applications_disposal": WRITE,
    "applications_disposedapplication": READ,
    "applications_closingday": ALL,
    "applications_draft": ALL,
    "applications_duereminder": ALL,
    "applications_handover": APPEND,
    "applications_internalnote": APPEND,
    "applications_hold": WRITE,
    "applications_knowndevice": ALL,
    "applications_pagecount": WRITE,
    "applications_message": WRITE,
    "applications_notemention": WRITE,
    "applications_proposal": WRITE,
    "applications_proposalstep": WRITE,
    "applications_receiptcounter": WRITE,
    "applications_returncomment": APPEND,
    "applications_substitution": ALL,
    "applications_savedview": ALL,
    "audit_auditrecord": APPEND,
    "audit_seal": APPEND,
    "auth_group": "",
    "auth_group_permissions": "",
    "auth_permission": "",
    "catalog_adoption": WRITE,
    "catalog_dataset": WRITE,
    "catalog_datasetentry": WRITE,
    "catalog_formoffer": APPEND,
    "catalog_placement": ALL,
    "catalog_procedure": WRITE,
    "catalog_publicationproposal": ALL,
    "catalog_publishedform": APPEND,
    "catalog_sampleanswers": ALL,
    "catalog_takenupdate": WRITE,
    "django_content_type": "",
    "django_migrations": "",
    "django_session": ALL,
    "mfa_authenticator": ALL,
    "notifications_notification": ALL,
    "usersessions_usersession": ALL,
}

# Functions of a city's schema that its role may call: they run with the owner's rights, and look for themselves whether they may.
MUNICIPALITY_FUNCTIONS = ("applications_dispose",)

# The public schema: for the consortium, for the directory look-up, and for every city (the shared tables it reads).
PUBLIC_TABLES: Mapping[str, Mapping[str, str]] = {
    "account_emailaddress": {"consortium": ALL},
    "account_emailconfirmation": {"consortium": ALL},
    "accounts_adviserentry": {},
    "accounts_advisergrant": {},
    "accounts_department": {"consortium": ALL},
    "accounts_membership": {"consortium": ALL},
    "accounts_readannouncement": {},
    "accounts_seat": {"consortium": READ},
    "accounts_user": {"consortium": WRITE},
    "audit_auditrecord": {"consortium": APPEND},
    "audit_seal": {"consortium": APPEND},
    "auth_group": {},
    "auth_group_permissions": {},
    "auth_permission": {},
    "billing_allocationrun": {"consortium": WRITE},
    "billing_allocationshare": {"consortium": APPEND},
    "billing_basefigure": {"consortium": APPEND},
    "billing_basefigures": {"consortium": APPEND},
    "billing_cityreply": {"consortium": APPEND, "municipality": APPEND},
    "billing_cityshare": {"consortium": APPEND, "municipality": READ},
    "billing_contract": {"consortium": WRITE},
    "billing_participation": {"consortium": ALL},
    "billing_scenario": {"consortium": ALL},
    "billing_settlement": {"consortium": WRITE},
    "billing_settlementline": {"consortium": APPEND},
    "django_content_type": {},
    "django_migrations": {},
    "django_session": {"consortium": ALL},
    "mfa_authenticator": {"consortium": ALL},
    "notifications_notification": {"consortium": ALL},
    "shared_forms_formtemplate": {"consortium": WRITE, "municipality": READ},
    "shared_forms_postalarea": {"consortium": ALL, "municipality": READ},
    "shared_forms_rehearsal": {"consortium": ALL, "municipality": READ},
    "shared_forms_templatedraft": {"consortium": ALL},
    "shared_forms_templateversion": {"consortium": APPEND, "municipality": READ},
    "shared_forms_versionrelease": {"consortium": WRITE, "municipality": READ},
    "tenants_adviser": {"consortium": WRITE, "municipality": READ},
    "tenants_adviseraccess": {"consortium": WRITE},
    "tenants_announcement": {"consortium": WRITE, "municipality": READ},
    "tenants_cityreport": {"consortium": WRITE},
    "tenants_contact": {"consortium": ALL},
    "tenants_domain": {"consortium": READ, "directory": READ},
    "tenants_metereduse": {"consortium": WRITE},
    "tenants_monthlyfigures": {"consortium": WRITE},
    "tenants_municipality": {"consortium": WRITE, "directory": READ},
    "tenants_offeredform": {"consortium": WRITE},
    "tenants_provisioningrequest": {"consortium": WRITE},
    "tenants_rehearsalresult": {"consortium": ALL},
    "tenants_reportedprocedure": {"consortium": ALL},
    "tenants_sealedhead": {"consortium": APPEND},
    "tenants_suspension": {"consortium": WRITE, "directory": READ},
    "usersessions_usersession": {"consortium": ALL},
}

# Public tables of which a city's role sees and adds only its own rows: the column that names the city's schema.
OWN_ROWS: Mapping[str, str] = {
    "billing_cityreply": "schema_name",
    "billing_cityshare": "schema_name",
}

_PRIVILEGES = {"s": "SELECT", "i": "INSERT", "u": "UPDATE", "d": "DELETE"}


def privileges(letters: str) -> list[str]:
    """`"si"` -> `["SELECT", "INSERT"]`."""
    return [_PRIVILEGES[letter] for letter in letters]
