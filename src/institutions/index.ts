export { noteLook, record, recordSystem } from './audit.ts';
export { rolesOf } from './model.ts';
export { routes } from './routes.ts';
export { authenticate } from './signin/authenticate.ts';
export { type NewDisclosure, setDisclosures } from './store/disclosures.ts';
export { invite, recoverPerson, setUpLink } from './store/invitations.ts';
export { type NewInstitution, type NewOrganisation, registerInstitutions, registerOrganisation } from './store/organisations.ts';
export { addMembership, addPeople, addPerson, type NewPerson } from './store/people.ts';
export { issueToken, sensorOfToken } from './store/tokens.ts';
